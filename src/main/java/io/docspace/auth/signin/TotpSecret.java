package io.docspace.auth.signin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parses the TOTP secret as people have it: base32, or the {@code otpauth://totp/…} address from the QR code, which password
 * managers export.
 */
public final class TotpSecret {
    private static final String ADDRESS = "otpauth://";

    /** The parameters of DocSpace's codes, which are also the defaults. */
    private static final Map<String, String> DOCSPACE = Map.of("algorithm", "SHA1", "digits", "6", "period", "30");

    private TotpSecret() {}

    /** The text is not a TOTP secret of DocSpace. The message follows the name of the setting and does not quote the text. */
    public static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * The secret in base32, with or without blanks and padding, in any letter case.
     *
     * @throws UnusableException if it is not base32, or describes codes that DocSpace does not use
     */
    public static String parse(String text) {
        String stripped = text.strip();
        boolean isAddress = stripped.regionMatches(true, 0, ADDRESS, 0, ADDRESS.length());
        if (!isAddress && stripped.toLowerCase(Locale.ROOT).startsWith("otpauth-migration:")) {
            throw new UnusableException(
                    "is an export of several accounts; give the otpauth:// address or the secret of one account");
        }
        String base32 = isAddress ? ofAddress(stripped.substring(ADDRESS.length())) : stripped;
        if (!TotpCode.isSecret(base32)) {
            throw new UnusableException("is not base32; give the secret as the portal showed it, or its otpauth:// address");
        }
        return base32;
    }

    private static String ofAddress(String address) {
        if (!address.toLowerCase(Locale.ROOT).matches("(?s)totp[/?].*")) {
            throw new UnusableException("is not a TOTP address; a TOTP address starts with otpauth://totp/");
        }
        Map<String, String> parameters = Arrays
                .stream(address.replaceFirst("^[^?]*\\??", "").replaceFirst("#.*", "").split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2)
                .collect(Collectors.toMap(parameter -> parameter[0].toLowerCase(Locale.ROOT), parameter -> decode(parameter[1]),
                        (first, again) -> first));
        DOCSPACE.forEach((name, value) -> {
            if (!parameters.getOrDefault(name, value).replaceFirst("(?i)^hmac-?", "").replace("-", "")
                    .equalsIgnoreCase(value)) {
                throw new UnusableException("does not fit DocSpace's codes: " + name + " must be " + value);
            }
        });
        return parameters.getOrDefault("secret", "");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
