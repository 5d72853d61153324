/* The least that signing in and proving the token can cost: two requests on one connection, nothing checked but "true".
 *
 *   floor PORT */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static char answer[65536];

static void ask(int portal, const char *request, int size) {
    ssize_t have = 0;
    if (write(portal, request, size) != size) exit(1);
    for (;;) {
        ssize_t got = read(portal, answer + have, sizeof answer - 1 - have);
        if (got <= 0) exit(1);
        answer[have += got] = 0;
        char *end = strstr(answer, "\r\n\r\n"), *length = strcasestr(answer, "content-length:");
        if (end && length && answer + have >= end + 4 + atoi(length + 15)) return;
    }
}

int main(int count, char **arguments) {
    const char *name = getenv("DOCSPACE_USERNAME"), *password = getenv("DOCSPACE_PASSWORD");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    int portal = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    char body[512], request[1024], token[512];
    if (count != 2 || !name || !password) return fputs("floor PORT, with DOCSPACE_USERNAME and DOCSPACE_PASSWORD\n", stderr), 2;
    address.sin_port = htons(atoi(arguments[1]));
    setsockopt(portal, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(portal, (void *)&address, sizeof address)) return perror("floor"), 1;
    int size = snprintf(body, sizeof body, "{\"userName\":\"%s\",\"password\":\"%s\"}", name, password);
    ask(portal, request, snprintf(request, sizeof request, "POST /api/2.0/authentication HTTP/1.1\r\nHost: localhost\r\n"
        "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", size, body));
    char *found = strstr(answer, "\"token\":\"");
    if (!found || sscanf(found + 9, "%511[^\"]", token) != 1) return 1;
    ask(portal, request, snprintf(request, sizeof request,
        "GET /api/2.0/authentication HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n\r\n", token));
    if (!strstr(answer, "\"response\":true")) return 5;
    return printf("User is authenticated with token %s.\n", token), 0;
}
