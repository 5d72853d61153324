package io.docspace.auth.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.docspace.auth.time.RunClock;
import io.docspace.auth.token.TokenWriteException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run has of its process, and a result that nobody takes. */
class InvocationTest {
    private final PrintStream full = new PrintStream(new OutputStream() {
        @Override
        public void write(int one) throws IOException {
            throw new IOException("full");
        }
    }, true);

    private final Invocation invocation = Invocation.within(RunClock.real(), List.of(), Map.of(), InputStream.nullInputStream(),
            full, OutputStream.nullOutputStream(), code -> {});

    /** Named as the one of dev mode. */
    private static final class QuarkusClassLoader extends ClassLoader {}

    @Test
    void in_dev_mode_the_process_goes_on_after_a_run() {
        assertTrue(Invocation.isGuest(new QuarkusClassLoader()));
        assertFalse(Invocation.isGuest(getClass().getClassLoader()));
        assertFalse(Invocation.isGuest(null));
    }

    @Test
    void a_result_that_cannot_be_printed_is_told() {
        assertEquals("writing the result to stdout failed; check the program or the disk that takes it",
                assertThrows(TokenWriteException.class, () -> invocation.print("token")).getMessage());
    }

    @Test
    void stdout_that_takes_nothing_is_found_before_a_login() {
        full.write(0);

        assertEquals("stdout is closed, so the result cannot be printed; redirect it to a file or to /dev/null",
                assertThrows(TokenWriteException.class, invocation::checkOut).getMessage());
    }
}
