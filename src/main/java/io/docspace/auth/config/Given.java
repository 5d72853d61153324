package io.docspace.auth.config;

/**
 * A value, and where it comes from.
 *
 * @param spelled the setting that was written: the one of a file, if the value stood in that file
 * @param text not empty
 */
record Given(Setting setting, Origin origin, Setting spelled, String text) {
    /** The setting's name as the user spelled it. */
    String name() {
        return origin.spell(spelled);
    }

    /**
     * The setting's name, and its value if that was typed. Of other origins no value is shown: a password in the wrong variable is
     * known to nobody as one.
     */
    String shown() {
        return origin == Origin.OPTION ? name() + " " + text : name();
    }

    /** A refusal that shows the value, if it was typed: for settings that are no secrets. */
    SettingException refuse(String why) {
        return new SettingException(shown() + " " + why);
    }

    /** A refusal that does not show the value. */
    SettingException refuseUnseen(String why) {
        return new SettingException(name() + " " + why);
    }

    @Override
    public String toString() {
        return name();
    }
}
