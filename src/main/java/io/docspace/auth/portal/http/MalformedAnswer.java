package io.docspace.auth.portal.http;

/** An answer that no DocSpace portal gives. The message says what came instead, and quotes nothing of it. */
final class MalformedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String whatCame) {
        super(whatCame, null, false, false);
    }
}
