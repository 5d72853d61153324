package io.docspace.auth.portal.http;

/** An answer that a DocSpace portal never sends. The message describes it without quoting it. */
final class MalformedAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedAnswer(String whatCame) {
        super(whatCame, null, false, false);
    }
}
