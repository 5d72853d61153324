package io.docspace.auth.herd;

/** What a login is made of. DocSpace limits writes and GETs apart. */
enum Step {
    /** The POST; the server hashes the password, which is what takes the time. */
    LOGIN(15, 50, 300),
    CHECK(50, 5, 50);

    /** Requests in progress that the server allows to one address or user. */
    final int atOnce;

    /** Milliseconds. */
    final int shortest;

    final int longest;

    Step(int atOnce, int shortest, int longest) {
        this.atOnce = atOnce;
        this.shortest = shortest;
        this.longest = longest;
    }

    double mean() {
        return (shortest + longest) / 2.0;
    }
}
