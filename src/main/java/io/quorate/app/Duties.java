package io.quorate.app;

/** What a node does besides keeping its log. */
enum Duties {
    /** Watches servers, answers, repairs. */
    ALL,
    /** Answers only; knows of no servers. */
    KEYS_ONLY
}
