package io.docspace.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who the process is, by the kernel's account of it. */
class ThisUserTest {
    @TempDir
    Path folder;

    @Test
    void a_file_that_this_process_creates_is_its_own() throws IOException {
        int uid = (int) Files.getAttribute(Files.createFile(folder.resolve("a")), "unix:uid");

        assertTrue(ThisUser.is(uid));
        assertFalse(ThisUser.is(uid + 1));
    }

    @ParameterizedTest
    @CsvSource({"1004, true", "1001, false", "1002, false", "1003, false"})
    void the_fourth_id_counts_since_files_are_opened_by_it(int uid, boolean isOwn) {
        assertEquals(isOwn, ThisUser.isIn("Name:\tx\nUid:\t1001\t1002\t1003\t1004\nGid:\t1\t1\t1\t1\n", uid));
    }

    @Test
    void an_id_may_be_larger_than_an_int() {
        assertTrue(ThisUser.isIn("Uid:\t1\t1\t1\t4294967295\n", -1));
    }

    @ParameterizedTest
    @CsvSource({"000001ffffffffff, true", "0000000000000008, true", "fffffffffffffff7, false", "0000000000000000, false",
        "00000000a80425fb, true"})
    void root_s_power_over_files_of_others_is_its_capability_fowner(String effective, boolean acts) {
        assertEquals(acts, ThisUser.actsForOwners("CapPrm:\t000001ffffffffff\nCapEff:\t" + effective + "\nCapBnd:\t0\n"));
    }

    @Test
    void this_process_is_asked_for_its_own_powers() throws IOException {
        assertEquals(ThisUser.actsForOwners(Files.readString(Path.of("/proc/self/status"))), ThisUser.actsForOwners());
    }

    @Test
    void of_an_account_that_cannot_be_read_nothing_is_believed() {
        assertFalse(ThisUser.isIn("", 0));
        assertFalse(ThisUser.actsForOwners(""));
    }
}
