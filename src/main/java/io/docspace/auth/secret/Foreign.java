package io.docspace.auth.secret;

/** The words of others, such as a portal or a certificate, made fit to be quoted on one line of a message. */
public final class Foreign {
    /** Characters that are quoted at most. */
    private static final int QUOTED = 200;

    private Foreign() {}

    /**
     * The text as one {@link #line}, for a message. In a run with a very short secret nothing is quoted.
     */
    public static String quote(String text) {
        Redactor redactor = Redactor.current();
        return redactor.mayQuote() || text.isBlank() ? line(text) : Redactor.HIDDEN;
    }

    /**
     * The text without secrets, without control characters, and cut. Secrets go first: a cut or a blank within one would leave
     * a part that no filter knows.
     */
    public static String line(String text) {
        String clean = Redactor.current().redact(text);
        String cut = clean.length() > QUOTED ? clean.substring(0, QUOTED) + "…" : clean;
        return oneLine(cut).strip();
    }

    /** The text with a blank in place of control characters and line ends, which could forge lines or drive a terminal. */
    public static String oneLine(String text) {
        return text.replaceAll("(?:\\s*\\R\\s*|[\\p{C}\\p{Zl}\\p{Zp}])+", " ");
    }
}
