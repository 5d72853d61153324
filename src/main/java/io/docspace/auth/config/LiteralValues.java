package io.docspace.auth.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Expressions;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;

/**
 * Takes settings literally that people and secret stores write: <code>pa${s}word</code> is a password. Expressions keep
 * working in configuration files, but for passwords.
 */
@Priority(Priorities.LIBRARY + 900)
public final class LiteralValues implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1L;

    /** The environment has 300, a {@code .env} file 295, {@code config/application.properties} 260. */
    private static final int WRITTEN_BY_HAND = 295;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (!name.startsWith("docspace.")) {
            return context.proceed(name);
        }
        ConfigValue literal = Expressions.withoutExpansion(() -> context.proceed(name));
        return literal == null || literal.getConfigSourceOrdinal() >= WRITTEN_BY_HAND || name.equals("docspace.password")
                ? literal
                : context.proceed(name);
    }
}
