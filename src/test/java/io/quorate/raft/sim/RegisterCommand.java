package io.quorate.raft.sim;

import io.quorate.raft.core.log.Bytes;
import io.quorate.raft.linearizability.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A change of one register, as bytes in the log. */
record RegisterCommand(Operation.Kind kind, String key, Optional<String> value, Optional<String> expected) {

    /** One letter for the kind, then the parts, each ended by a bar; no part holds one, and none is empty. */
    Bytes encode() {
        String text = kind.name().charAt(0) + key + '|' + value.orElse("") + '|' + expected.orElse("");
        return Bytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    static RegisterCommand decode(Bytes bytes) {
        String text = new String(bytes.unsafeArray(), StandardCharsets.UTF_8);
        int first = text.indexOf('|');
        int second = text.indexOf('|', first + 1);
        Operation.Kind kind = switch (text.charAt(0)) {
            case 'W' -> Operation.Kind.WRITE;
            case 'C' -> Operation.Kind.CAS;
            case 'D' -> Operation.Kind.DELETE;
            default -> throw new IllegalArgumentException("no command: " + text);
        };
        return new RegisterCommand(
                kind,
                text.substring(1, first),
                part(text.substring(first + 1, second)),
                part(text.substring(second + 1)));
    }

    private static Optional<String> part(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
