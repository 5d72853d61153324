package io.docspace.auth.cli;

import io.quarkus.runtime.ImageMode;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Makes the start of the native binary faster. On the JVM it changes nothing.
 *
 * <p>To warn of unknown names, the framework compares each of some 330 configuration names with all known ones, which takes 20
 * of 102 million instructions. Most of the names are its own defaults, recorded when the binary was built, and so are known.
 * The build itself needs all names, since it records the defaults by them.
 */
public final class NativeStart implements ConfigSourceInterceptorFactory {
    /** Prefixes of maps, whose keys are found only by iterating over all names. */
    private static final List<String> WITH_KEYS = List.of("quarkus.log.category.", "quarkus.log.handler.", "quarkus.tls.",
            "quarkus.proxy.", "quarkus.rest-client.");

    /** Netty's buffers: a login needs some kilobytes, not arenas of megabytes for each processor. */
    private static final List<String> ARENAS = List.of("io.netty.allocator.numHeapArenas",
            "io.netty.allocator.numDirectArenas");

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Priorities.APPLICATION);
    }

    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        boolean isNative = ImageMode.current() == ImageMode.NATIVE_RUN;
        if (isNative) {
            ARENAS.stream().filter(name -> System.getProperty(name) == null).forEach(name -> System.setProperty(name, "0"));
        }
        return new Names(isNative);
    }

    /** Leaves out those names of the framework that need no check. */
    static final class Names implements ConfigSourceInterceptor {
        private static final long serialVersionUID = 1L;

        private final boolean isNative;

        Names(boolean isNative) {
            this.isNative = isNative;
        }

        @Override
        public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            return context.proceed(name);
        }

        @Override
        public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
            return isNative ? needed(context.iterateNames()) : context.iterateNames();
        }

        static Iterator<String> needed(Iterator<String> all) {
            List<String> needed = new ArrayList<>();
            all.forEachRemaining(name -> {
                if (!name.startsWith("quarkus.") || WITH_KEYS.stream().anyMatch(name::startsWith)) {
                    needed.add(name);
                }
            });
            return needed.iterator();
        }
    }
}
