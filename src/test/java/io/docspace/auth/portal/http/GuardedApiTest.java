package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.config.SettingException;
import io.docspace.auth.portal.Credentials;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each call lets through the request that its annotations describe, and no other. */
class GuardedApiTest {
    private static final URI PORTAL = URI.create("http://portal.example.com:8080/docs");
    private static final Object ANSWER = new Object();

    static Stream<Method> calls() {
        return Arrays.stream(DocSpaceApi.class.getMethods()).sorted(Comparator.comparing(Method::getName));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_sends_its_own_request_and_passes_the_answer_on(Method call) {
        assertSame(ANSWER, answer(call, call));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_call_never_sends_the_request_of_another(Method call) {
        calls().filter(other -> !other.equals(call)).forEach(other -> assertThrows(SettingException.class,
                () -> answer(call, other), () -> call + " sent that of " + other));
    }

    @Test
    void it_is_closed_with_its_client_whether_or_not_that_works() {
        AtomicBoolean isClosed = new AtomicBoolean();
        DocSpaceApi client = client((self, method, arguments) -> {
            assertEquals("close", method.getName());
            isClosed.set(true);
            throw new IOException("closed before");
        });

        assertDoesNotThrow(() -> PortalClient.close(new GuardedApi(client, new RequestGuard(PORTAL, false))));
        assertTrue(isClosed.get());
    }

    @Test
    void what_holds_no_connections_needs_no_closing() {
        DocSpaceApi client = (DocSpaceApi) Proxy.newProxyInstance(GuardedApiTest.class.getClassLoader(),
                new Class<?>[]{DocSpaceApi.class}, (self, method, arguments) -> {
                    throw new AssertionError(method + " is not asked for");
                });

        PortalClient.close(client);
        PortalClient.close(new GuardedApi(client, new RequestGuard(PORTAL, false)));
    }

    /** The answer to a call whose client sends the request of another. */
    private static Object answer(Method call, Method sent) {
        RequestGuard guard = new RequestGuard(PORTAL, false);
        EmbeddedChannel channel = new EmbeddedChannel(guard.handler());
        DocSpaceApi client = client((self, method, arguments) -> {
            assertEquals(call, method);
            Throwable refused = channel.writeOneOutbound(request(sent, call.equals(sent) ? arguments : arguments(sent)))
                    .cause();
            return refused == null ? Uni.createFrom().item(ANSWER) : Uni.createFrom().failure(refused);
        });
        try {
            return ((Uni<?>) call.invoke(new GuardedApi(client, guard), arguments(call))).await().indefinitely();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static DocSpaceApi client(InvocationHandler does) {
        return (DocSpaceApi) Proxy.newProxyInstance(GuardedApiTest.class.getClassLoader(),
                new Class<?>[]{DocSpaceApi.class, Closeable.class}, does);
    }

    private static Object[] arguments(Method call) {
        return Arrays.stream(call.getParameters())
                .map(parameter -> parameter.getType().equals(String.class)
                        ? call.getName() + " " + parameter.getName()
                        : Credentials.withPassword("anna", "secret"))
                .toArray();
    }

    private static FullHttpRequest request(Method call, Object... arguments) {
        FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1,
                call.isAnnotationPresent(GET.class) ? HttpMethod.GET : HttpMethod.POST,
                PORTAL.getPath() + call.getAnnotation(Path.class).value());
        request.headers().set("Host", PORTAL.getAuthority());
        Parameter[] parameters = call.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            HeaderParam header = parameters[i].getAnnotation(HeaderParam.class);
            if (header != null) {
                request.headers().set(header.value(), arguments[i]);
            }
        }
        return request;
    }
}
