package io.docspace.auth.secret;

/** Makes foreign text, such as a portal's message or a certificate's name, fit to be quoted on one line. */
public final class ForeignText {
    /** The maximum number of quoted characters. */
    private static final int QUOTED = 200;

    private ForeignText() {}

    /** The text as one {@link #line}, for a message; hidden in a run with a very short secret. */
    public static String quote(String text) {
        Redactor redactor = Redactor.current();
        return redactor.mayQuote() || text.isBlank() ? line(text) : Redactor.HIDDEN;
    }

    /**
     * The text without secrets and control characters, and shortened. Secrets are removed first: a cut or a blank inside one
     * would leave a part that no filter recognises.
     */
    public static String line(String text) {
        String clean = Redactor.current().redact(text);
        String cut = clean.length() > QUOTED ? clean.substring(0, QUOTED) + "…" : clean;
        return oneLine(cut).strip();
    }

    /** The text with blanks for control characters and line ends, which could forge lines or control a terminal. */
    public static String oneLine(String text) {
        return text.replaceAll("(?:\\s*\\R\\s*|[\\p{C}\\p{Zl}\\p{Zp}])+", " ");
    }
}
