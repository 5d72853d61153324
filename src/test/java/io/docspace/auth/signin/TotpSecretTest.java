package io.docspace.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret of an authenticator app as people have it. */
class TotpSecretTest {
    private static final String SECRET = "JBSWY3DPEHPK3PXP";

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {
        SECRET, "\n" + SECRET + "\r\n", "otpauth://totp/DocSpace:anna%40example.com?secret=" + SECRET + "&issuer=DocSpace",
        "otpauth://totp/anna?issuer=a&SECRET=" + SECRET + "&algorithm=SHA1&digits=6&period=30",
        "OTPAUTH://TOTP?secret=" + SECRET,
        "otpauth://totp/?secret=" + SECRET + "&algorithm=HmacSHA1#x",
        "otpauth://totp/a?secret=" + SECRET + "&algorithm=SHA-1&x",
        "otpauth://totp/a%zz?secret=" + SECRET + "&issuer=%zz",
        "otpauth://totp/a?secret=" + SECRET + "&secret=again"
    })
    void bare_or_in_the_address_of_the_qr_code(String text) {
        assertEquals(SECRET, TotpSecret.parse(text));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "MARKER1! | is not base32; give the secret as the portal showed it, or its otpauth:// address",
        "otpauth://totp/MARKER | is not base32; give the secret as the portal showed it, or its otpauth:// address",
        "otpauth://totp/a?secret=MARKER%201! | is not base32; give the secret as the portal showed it, or its otpauth:// address",
        "otpauth://hotp/MARKER?secret=JBSWY3DPEHPK3PXP&counter=1 | is not a TOTP address; a TOTP address starts with"
                + " otpauth://totp/",
        "otpauth://totpx/MARKER?secret=JBSWY3DPEHPK3PXP | is not a TOTP address; a TOTP address starts with otpauth://totp/"
                + "",
        "otpauth-migration://offline?data=MARKER | is an export of several accounts; give the otpauth:// address or the"
                + " secret of one account",
        "otpauth://totp/a?secret=MARKERMARKER&digits=8 | does not fit DocSpace's codes: digits must be 6",
        "otpauth://totp/a?secret=MARKERMARKER&period=60 | does not fit DocSpace's codes: period must be 30",
        "otpauth://totp/a?secret=MARKERMARKER&algorithm=SHA256 | does not fit DocSpace's codes: algorithm must be SHA1"
    })
    void what_makes_no_code_of_docspace_is_refused_and_not_quoted(String text, String told) {
        String message = assertThrows(TotpSecret.UnusableException.class, () -> TotpSecret.parse(text)).getMessage();

        assertEquals(told, message);
        assertFalse(message.contains("MARKER"));
    }
}
