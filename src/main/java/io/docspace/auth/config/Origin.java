package io.docspace.auth.config;

/** Where a value comes from; the first origin that has one wins. */
enum Origin {
    OPTION, ENVIRONMENT, FILE, DEFAULT;

    /** A setting's name as this origin spells it. */
    String spell(Setting setting) {
        return switch (this) {
            case OPTION -> "--" + setting.key();
            case ENVIRONMENT -> setting.variable();
            case FILE, DEFAULT -> setting.property();
        };
    }
}
