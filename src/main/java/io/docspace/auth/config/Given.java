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

    /** A refusal that shows the value: for settings that are no secrets. */
    SettingException refuse(String why) {
        return new SettingException(name() + " " + text + " " + why);
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
