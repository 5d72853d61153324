/* A portal on loopback that answers at once, so that what is timed is the client. Any login is good. It counts:
 * GET /counts tells the connections and requests so far, that one not among them.
 *
 *   portal PORT */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char GRANTED[] = "{\"response\":{\"token\":\"2TjDgWQ8oAiFmfoYTNB1Ip+vhw/Vk7c0K2Ow5sZ1qX4=\","
    "\"expires\":\"2099-01-01T00:00:00.0000000Z\",\"tfa\":false},\"count\":1,\"status\":0,\"statusCode\":200}";
static const char ACCEPTED[] = "{\"response\":true,\"count\":1,\"status\":0,\"statusCode\":200}";
static atomic_int connections, requests;

static void *serve(void *argument) {
    int client = (int)(long)argument, on = 1;
    char in[65536], out[1024], counts[64];
    size_t have = 0;
    setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    for (;;) {
        char *end;
        in[have] = 0;
        while (!(end = strstr(in, "\r\n\r\n"))) {
            ssize_t got = read(client, in + have, sizeof in - 1 - have);
            if (got <= 0) return close(client), NULL;
            in[have += got] = 0;
        }
        char *length = strcasestr(in, "\r\ncontent-length:");
        size_t need = end + 4 - in + (length && length < end ? strtoul(length + 17, NULL, 10) : 0);
        while (have < need) {
            ssize_t got = read(client, in + have, sizeof in - 1 - have);
            if (got <= 0) return close(client), NULL;
            have += got;
        }
        const char *body = in[0] == 'P' ? GRANTED : ACCEPTED;
        if (!strncmp(in, "GET /counts ", 12)) {
            snprintf(counts, sizeof counts, "%d %d\n", connections - 1, requests);
            connections--;
            body = counts;
        } else {
            requests++;
        }
        int size = snprintf(out, sizeof out, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            "Date: Tue, 24 Nov 2026 12:00:00 GMT\r\nContent-Length: %zu\r\n\r\n%s", strlen(body), body);
        if (write(client, out, size) != size) return close(client), NULL;
        memmove(in, in + need, have -= need);
    }
}

int main(int count, char **arguments) {
    int server = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (count != 2) return fputs("portal PORT\n", stderr), 2;
    address.sin_port = htons(atoi(arguments[1]));
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(server, (void *)&address, sizeof address) || listen(server, 64)) return perror("portal"), 1;
    for (;;) {
        int client = accept(server, NULL, NULL);
        if (client < 0) return perror("portal"), 1;
        connections++;
        pthread_t thread;
        if (pthread_create(&thread, NULL, serve, (void *)(long)client)) return perror("portal"), 1;
        pthread_detach(thread);
    }
}
