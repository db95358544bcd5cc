package io.quorate.raft.linearizability;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Optional;

/**
 * One operation as its client saw it: from the first attempt to the answer to the last, repetitions under the same
 * request id included. Both ends belong to the interval: operations that touch count as concurrent.
 *
 * @param id unique in the history
 * @param client one logical client has one operation open at a time
 * @param node asked last
 * @param key the register
 * @param value what is written by a write or a compare-and-set
 * @param expected what a compare-and-set demands; empty: that there is no value
 * @param call nanoseconds on the one monotonic clock of the test
 * @param returned when the answer came or the client gave up, on the same clock
 * @param read what an answered read saw; empty: that there is no value
 * @param applied of an answered compare-and-set: whether it found what it expected. True for everything else
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@JsonPropertyOrder({"id", "client", "node", "op", "key", "value", "expected", "call", "return", "result"})
public record Operation(
        long id,
        String client,
        String node,
        @JsonProperty("op") Kind kind,
        String key,
        Optional<String> value,
        Optional<String> expected,
        long call,
        @JsonProperty("return") long returned,
        Result result,
        Optional<String> read,
        boolean applied) {

    /** What was asked for. */
    public enum Kind {
        @JsonProperty("read")
        READ,
        @JsonProperty("write")
        WRITE,
        @JsonProperty("cas")
        CAS,
        @JsonProperty("delete")
        DELETE
    }

    /** What the client knows about it. */
    public enum Result {
        /** Answered. */
        @JsonProperty("ok")
        OK,
        /** Certainly not done, now or later. */
        @JsonProperty("no")
        NO,
        /** Not answered: it may take effect at any time after its call, or never. */
        @JsonProperty("unknown")
        UNKNOWN
    }

    public Operation {
        if (returned < call) {
            throw new IllegalArgumentException(
                    "operation " + id + " returns at " + returned + ", before its call at " + call);
        }
    }

    @JsonIgnore
    public boolean isAnswered() {
        return result == Result.OK;
    }

    /** The same one as known to somebody who stopped listening before the answer came. */
    Operation unanswered() {
        return new Operation(
                id, client, node, kind, key, value, expected, call, returned, Result.UNKNOWN, Optional.empty(), true);
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case READ -> isAnswered() ? "read -> " + read.orElse("nothing") : "read";
            case WRITE -> "write " + value.orElse("nothing");
            case DELETE -> "delete";
            case CAS ->
                "cas " + expected.orElse("nothing") + " to " + value.orElse("nothing")
                        + (isAnswered() && !applied ? " -> saw another value" : "");
        };
        return "[" + call + ", " + (isAnswered() ? String.valueOf(returned) : "open") + "] " + client + "@" + node
                + " #" + id + " " + key + ": " + what + (isAnswered() ? "" : " " + result);
    }
}
