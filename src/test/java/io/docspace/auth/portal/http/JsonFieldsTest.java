package io.docspace.auth.portal.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.docspace.auth.portal.http.JsonFields.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"response\":true}                         | response        | TRUE   |",
        "{\"response\":false}                        | response        | FALSE  |",
        "{\"RESPONSE\":{\"ToKeN\":\"a\"}}            | response.token  | TEXT   | a",
        "{\"response\":{\"id\":12}}                  | response.id     | NUMBER | 12",
        "{\"r2_d2\":1}                               | r2_d2           | ABSENT |",
        "{\"RESPONSE\":{\"EXPIRESAT\":\"Z\"}}        | response.expiresat | TEXT | Z",
        "{\"RESPONSE\":{\"PASSWORDHASH\":{\"SIZE\":8}}} | response.passwordhash.size | NUMBER | 8",
        "{\"response\":null}                         | response        | ABSENT |",
        "{\"response\":[{\"token\":\"a\"}]}          | response.token  | ABSENT |",
        "{\"response\":[1]}                          | response        | LIST   |",
        "{\"x\":{\"response\":true}}                 | response        | ABSENT |",
        "{\"x\":[{},[{}],{\"y\":[]}],\"response\":1} | response        | NUMBER | 1",
        "{\"re\\u017Fpon\\u017Fe\":true}             | response        | ABSENT |",
        "{\"to\\u212Aen\":true}                      | response.token  | ABSENT |"
    })
    void a_field_is_found_by_its_path_alone(String json, String path, Kind kind, String text) {
        JsonFields.Value value = JsonFields.read(json).at(path);

        assertEquals(kind, value.kind());
        assertEquals(text == null ? "" : text, value.text());
    }

    @Test
    void a_list_has_its_texts() {
        JsonFields fields = JsonFields
                .read("{\"response\":{\"permissions\":[\"a:read\",1,[\"x\"],{\"y\":\"z\"},\"b:write\"],\"id\":\"7\"}}");

        assertEquals(List.of("a:read", "b:write"), fields.at("response.permissions").items());
        assertEquals("7", fields.at("response.id").text());
    }

    @Test
    void the_token_that_sets_a_portal_up_is_not_kept() {
        JsonFields fields = JsonFields.read("{\"response\":{\"wizardToken\":\"MARKER\"}}");

        assertFalse(fields.toString().contains("MARKER"));
        assertEquals(Optional.of("set"), fields.at("response.wizardtoken").asText());
        assertEquals(Optional.of(""),
                JsonFields.read("{\"response\":{\"wizardToken\":\"\"}}").at("response.wizardtoken").asText());
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "-3, -3", "1.5,", "1e3,", "9999999999,", "true,", "'\"1\"',"})
    void a_number_is_a_whole_one(String json, Integer number) {
        assertEquals(Optional.ofNullable(number), JsonFields.read("{\"status\":" + json + "}").at("status").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "{}}", "{} {}", "[1,]", "nul", "{\"a\":1,\"a\":2}", "{\"response\":1,\"Response\":2}"})
    void what_is_no_single_json_value(String json) {
        assertThrows(MalformedAnswer.class, () -> JsonFields.read(json));
    }

    @Test
    void what_is_larger_or_deeper_than_a_portal_s_is_not_read_to_its_end() {
        assertEquals("JSON of more than 50000 values",
                assertThrows(MalformedAnswer.class, () -> JsonFields.read("[" + "{},".repeat(340_000) + "{}]")).getMessage());
        // The root is not counted, its end is.
        JsonFields.read("[" + "1,".repeat(49_999) + "1]");
        assertThrows(MalformedAnswer.class, () -> JsonFields.read("[" + "1,".repeat(50_000) + "1]"));
        assertThrows(MalformedAnswer.class, () -> JsonFields.read("[".repeat(65) + "]".repeat(65)));
        JsonFields.read("[".repeat(60) + "]".repeat(60));
    }
}
