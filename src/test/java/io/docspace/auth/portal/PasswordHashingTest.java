package io.docspace.auth.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashingTest {
    private static final PasswordHashing PORTAL = new PasswordHashing(256, 100_000,
            "0a783fef249b0cfa2b1ddc3825bf9a5c9c869bf65a4a45cbd5a0c93b16b5a47e");

    @ParameterizedTest
    @ValueSource(strings = {"TestPassword1!", " TestPassword1! ", "\tTestPassword1!\n"})
    void the_vector_of_the_contract_with_and_without_outer_blanks(String password) {
        assertEquals("90330f8f90ffbbf114e12a197a95175cf8ac84751e217b482faac891331139c9", PORTAL.hash(password));
    }

    @Test
    void a_password_is_hashed_as_utf_8() {
        // Python: hashlib.pbkdf2_hmac('sha256', 'pässwörd🔑'.encode(), b'salt', 10, 16).hex()
        assertEquals("2afeaee3751150644e0ec027bc98ad34", new PasswordHashing(128, 10, "salt").hash("pässwörd🔑"));
    }
}
