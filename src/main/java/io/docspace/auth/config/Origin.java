package io.docspace.auth.config;

/** Where a value comes from; the first that has one wins. */
enum Origin {
    OPTION, ENVIRONMENT, FILE, DEFAULT;

    /** A setting's name as it is spelled there. */
    String spell(Setting setting) {
        return switch (this) {
            case OPTION -> "--" + setting.key();
            case ENVIRONMENT -> setting.variable();
            case FILE, DEFAULT -> setting.property();
        };
    }
}
