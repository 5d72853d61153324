package io.docspace.auth.config;

/** A setting is missing, wrong or contradicts another. The message is one line for the user, and holds no secret. */
public final class SettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingException(String message) {
        super(message, null, false, false);
    }
}
