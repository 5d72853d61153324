package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.http.RequestGuard.Expected;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientRequest;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever changes a request on its way, it is not written then. */
class RequestGuardTest {
    private static final URI PORTAL = URI.create("http://portal.example.com:8080/docs");
    private static final Expected CHECK = new Expected("GET", "/api/2.0/authentication", Map.of("Authorization", "token"));
    private static final Expected LOGOUT = new Expected("POST", "/api/2.0/authentication/logout",
            Map.of("Cookie", "asc_auth_key=token"));

    private final RequestGuard guard = new RequestGuard(PORTAL, false);
    private final EmbeddedChannel channel = new EmbeddedChannel(guard.handler());

    static Stream<Arguments> changes() {
        return Stream.of(
                change("another host", "host or port", request -> request.headers().set("Host", "elsewhere.example.com:8080")),
                change("another port", "host or port", request -> request.headers().set("Host", "portal.example.com")),
                change("two hosts", "host or port", request -> request.headers().add("Host", "elsewhere.example.com")),
                change("no host", "host or port", request -> request.headers().remove("Host")),
                change("another path", "method or path", request -> request.setUri("/docs/api/2.0/keys")),
                change("no prefix", "method or path", request -> request.setUri("/api/2.0/authentication")),
                change("a query", "method or path", request -> request.setUri("/docs/api/2.0/authentication?to=elsewhere")),
                change("a whole address elsewhere", "host or port",
                        request -> request.setUri("http://elsewhere.example.com/docs/api/2.0/authentication")),
                change("another scheme", "scheme",
                        request -> request.setUri("https://portal.example.com:8080/docs/api/2.0/authentication")),
                change("another method", "method or path", request -> request.setMethod(HttpMethod.POST)),
                change("another token", "header Authorization", request -> request.headers().set("Authorization", "other")),
                change("two tokens", "header Authorization", request -> request.headers().add("authorization", "other")),
                change("no token", "header Authorization", request -> request.headers().remove("Authorization")),
                change("a cookie", "header Cookie", request -> request.headers().set("cookie", "asc_auth_key=other")),
                change("an origin", "header Origin",
                        request -> request.headers().set("Origin", "https://elsewhere.example.com")));
    }

    private static Arguments change(String name, String told, Consumer<FullHttpRequest> change) {
        return Arguments.of(name, told, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void nothing_is_written_with(String name, String told, Consumer<FullHttpRequest> change) {
        FullHttpRequest request = check();
        change.accept(request);

        assertRefused(told, CHECK, request);
    }

    @Test
    void a_request_as_it_is_meant_is_written() {
        assertWritten(CHECK, check());
        FullHttpRequest logout = request(HttpMethod.POST, "/docs/api/2.0/authentication/logout");
        logout.headers().set("Cookie", "asc_auth_key=token");
        assertWritten(LOGOUT, logout);
    }

    @Test
    void other_headers_are_nobody_s_business() {
        FullHttpRequest request = check();
        request.headers().set("CF-Access-Client-Id", "x").set("User-Agent", "x");

        assertWritten(CHECK, request);
    }

    @Test
    void a_proxy_is_asked_with_the_whole_address() {
        FullHttpRequest request = check();
        request.setUri("http://portal.example.com:8080/docs/api/2.0/authentication");

        assertWritten(CHECK, request);
    }

    @ParameterizedTest
    @CsvSource({"8080, false, true", "8081, false, false", "8081, true, true"})
    void the_connection_leads_to_the_portal_s_port_unless_a_proxy_makes_the_last_one(int port, boolean isProxied,
            boolean isWritten) {
        RequestGuard guard = new RequestGuard(PORTAL, isProxied);
        EmbeddedChannel channel = new EmbeddedChannel(guard.handler()) {
            @Override
            protected SocketAddress remoteAddress0() {
                return InetSocketAddress.createUnresolved("portal.example.com", port);
            }
        };

        assertEquals(isWritten,
                guard.call(CHECK, () -> Uni.createFrom().item(channel.writeOneOutbound(check()).cause() == null))
                        .await().indefinitely());
    }

    @Test
    void without_a_call_nothing_is_written() {
        assertTrue(channel.writeOneOutbound(check()).cause().getMessage().startsWith("the request had the wrong call, "));
        assertNull(channel.readOutbound());
    }

    @Test
    void a_request_that_cannot_be_made_ready_is_reset_and_ends_the_call_with_the_cause() {
        RuntimeException defect = new IllegalArgumentException("no such header");
        List<Throwable> resets = new ArrayList<>();
        HttpClientRequest request = (HttpClientRequest) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[]{HttpClientRequest.class}, (self, method, arguments) -> {
                    assertEquals("reset", method.getName());
                    return resets.add((Throwable) arguments[1]);
                });

        assertSame(defect, assertThrows(RuntimeException.class, () -> guard.call(CHECK, () -> {
            guard.prepare(request, () -> {
                throw defect;
            });
            return Uni.createFrom().failure(new IllegalStateException("reset"));
        }).await().indefinitely()));
        assertEquals(List.of(defect), resets);
        assertSame(defect, channel.writeOneOutbound(check()).cause());
    }

    private void assertWritten(Expected expected, FullHttpRequest request) {
        guard.call(expected, () -> {
            assertTrue(channel.writeOutbound(request));
            return Uni.createFrom().voidItem();
        }).await().indefinitely();
        assertEquals(request, channel.readOutbound());
    }

    private void assertRefused(String wrong, Expected expected, FullHttpRequest request) {
        SettingException refused = assertThrows(SettingException.class, () -> guard.call(expected, () -> Uni.createFrom()
                .<Void>failure(channel.writeOneOutbound(request).cause())).await().indefinitely());

        assertEquals("the request had the wrong " + wrong + ", so nothing was sent; a setting of the framework changes it:"
                + " remove it (quarkus.rest-client.*, mp-rest)", refused.getMessage());
        assertNull(channel.readOutbound());
        assertFalse(channel.isOpen());
    }

    private static FullHttpRequest check() {
        FullHttpRequest request = request(HttpMethod.GET, "/docs/api/2.0/authentication");
        request.headers().set("Authorization", "token");
        return request;
    }

    private static FullHttpRequest request(HttpMethod method, String path) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path);
        request.headers().set("Host", "portal.example.com:8080");
        return request;
    }
}
