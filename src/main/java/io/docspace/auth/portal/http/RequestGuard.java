package io.docspace.auth.portal.http;

import io.docspace.auth.config.SettingException;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares each request with the settings and the call, at the last place before it is written: scheme, host, port, path, and
 * the headers with the user's identity. If anything differs, by whatever key of the framework, the request is not sent.
 */
final class RequestGuard {
    private static final String HANDLER = "docspace-auth-guard";

    /** Headers that identify the user or the portal. */
    private static final List<String> IDENTITY = List.of("Authorization", "Cookie", "Origin", "x-signature");

    /**
     * The request that a call must send.
     *
     * @param path below the portal's address
     * @param identity the identifying headers; no others of that kind may be sent
     */
    record Expected(String method, String path, Map<String, String> identity) {}

    private final URI portal;
    private final boolean isProxied;
    private volatile Optional<Expected> expected = Optional.empty();
    private volatile Optional<RuntimeException> failure = Optional.empty();

    /** @param isProxied whether connections go to a proxy, whose address differs from the portal's */
    RequestGuard(URI portal, boolean isProxied) {
        this.portal = portal;
        this.isProxied = isProxied;
    }

    /** Runs a call, which fails with a {@link SettingException} if its request is not as expected. Only one call at a time. */
    <T> Uni<T> call(Expected request, Supplier<Uni<T>> call) {
        return Uni.createFrom().deferred(() -> {
            expected = Optional.of(request);
            failure = Optional.empty();
            return call.get();
        }).onFailure().transform(other -> failure.<Throwable>map(known -> known).orElse(other));
    }

    /** Makes a request ready. A failure ends the call: the REST client would drop it, and wait for an answer to nothing. */
    void prepare(HttpClientRequest request, Runnable preparation) {
        try {
            preparation.run();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
            request.reset(0, e);
        }
    }

    /** Watches the connection of a request. */
    void watch(HttpClientRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(HANDLER) == null) {
            // The last handler is Vert.x's, which writes requests.
            pipeline.addBefore(pipeline.lastContext().name(), HANDLER, handler());
        }
    }

    /** The handler through which requests are written. */
    ChannelOutboundHandlerAdapter handler() {
        return new Handler();
    }

    private final class Handler extends ChannelOutboundHandlerAdapter {
        // The connection is not used any more, whether or not closing succeeds.
        @SuppressWarnings("FutureReturnValueIgnored")
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
            Optional<String> wrong = message instanceof HttpRequest request
                    ? difference(request, context.channel())
                    : Optional.empty();
            if (wrong.isEmpty() && failure.isEmpty()) {
                super.write(context, message, promise);
                return;
            }
            wrong.ifPresent(what -> failure = Optional.of(new SettingException("the request had the wrong " + what
                    + ", so nothing was sent; a setting of the framework changes it: remove it (quarkus.rest-client.*, mp-rest)")));
            ReferenceCountUtil.release(message);
            promise.tryFailure(failure.get());
            context.close();
        }
    }

    /** Names what differs, but not its value, which may be secret. */
    private Optional<String> difference(HttpRequest request, Channel channel) {
        if (expected.isEmpty()) {
            return Optional.of("call");
        }
        Expected call = expected.get();
        URI target = URI.create(request.uri());
        boolean isSecure = channel.pipeline().get(SslHandler.class) != null;
        String scheme = target.getScheme() == null ? isSecure ? "https" : "http" : target.getScheme();
        if (!scheme.equals(portal.getScheme())) {
            return Optional.of("scheme");
        }
        boolean isAbsolute = target.getRawAuthority() != null;
        if (!List.of(portal.getRawAuthority()).equals(request.headers().getAll("Host"))
                || (isAbsolute && !target.getRawAuthority().equals(portal.getRawAuthority()))) {
            return Optional.of("host or port");
        }
        if (!isProxied && channel.remoteAddress() instanceof java.net.InetSocketAddress peer
                && peer.getPort() != PortalHost.of(portal).port()) {
            return Optional.of("port");
        }
        if (!request.method().name().equals(call.method()) || target.getRawQuery() != null
                || !Objects.equals(target.getPath(), portal.getPath() + call.path())) {
            return Optional.of("method or path");
        }
        return IDENTITY.stream()
                .filter(name -> !request.headers().getAll(name)
                        .equals(Optional.ofNullable(call.identity().get(name)).map(List::of).orElse(List.of())))
                .findFirst()
                .map(name -> "header " + name);
    }

}
