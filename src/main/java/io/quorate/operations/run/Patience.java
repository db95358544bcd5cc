package io.quorate.operations.run;

import java.time.Duration;

/**
 * How long calls are waited for.
 *
 * @param grace what a call may take beyond its step's limit before its connection is cut, and again before it is given up
 * @param betweenLooks how often, during a call, the server is asked for a sign of life
 */
record Patience(Duration grace, Duration betweenLooks) {

    static final Patience DEFAULT = new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2));
}
