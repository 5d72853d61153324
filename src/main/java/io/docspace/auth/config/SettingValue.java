package io.docspace.auth.config;

/**
 * A value, and where it comes from.
 *
 * @param spelled the setting that the user gave: the file's setting if the value came from that file
 * @param text not empty
 */
record SettingValue(Setting setting, Origin origin, Setting spelled, String text) {
    /** The setting's name as the user spelled it. */
    String name() {
        return origin.spell(spelled);
    }

    /**
     * The setting's name, and its value if it was given on the command line. Values of other origins are not shown: one may be
     * a password in the wrong variable.
     */
    String shown() {
        return origin == Origin.OPTION ? name() + " " + text : name();
    }

    /** An error that shows a value from the command line: for settings that are not secret. */
    SettingException refuse(String why) {
        return new SettingException(shown() + " " + why);
    }

    /** An error that does not show the value. */
    SettingException refuseUnseen(String why) {
        return new SettingException(name() + " " + why);
    }

    @Override
    public String toString() {
        return name();
    }
}
