package io.docspace.auth.kubernetes;

import io.docspace.auth.config.SettingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Secret as a user names it, {@code [NAMESPACE/]NAME}.
 *
 * @param namespace empty for the pod's own namespace
 */
record SecretName(Optional<String> namespace, String name) {
    private static final Pattern FORM = Pattern.compile(
            "(?:([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)/)?([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)");

    /**
     * @param setting the name of the setting, for a message
     * @throws SettingException if it cannot be the name of a Secret
     */
    static SecretName parse(String setting, String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || parts.group(2).contains("..")) {
            throw new SettingException(
                    setting + " " + text + " is not the name of a Secret; write it as NAME or NAMESPACE/NAME,"
                            + " with lower-case letters, digits, - and .");
        }
        return new SecretName(Optional.ofNullable(parts.group(1)), parts.group(2));
    }
}
