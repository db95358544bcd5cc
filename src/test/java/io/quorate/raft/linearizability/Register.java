package io.quorate.raft.linearizability;

import java.util.Objects;
import java.util.Optional;

/** What one key does when operations come one after the other. */
final class Register {

    private Register() {}

    /** A value or none, after an operation. */
    record After(Optional<String> value) {}

    /** The value after the operation; empty when the operation could not have been answered as it was. */
    static Optional<After> step(Optional<String> before, Operation operation) {
        return switch (operation.kind()) {
            case READ ->
                operation.isAnswered() && !operation.read().equals(before)
                        ? Optional.empty()
                        : Optional.of(new After(before));
            case WRITE -> Optional.of(new After(operation.value()));
            case DELETE -> Optional.of(new After(Optional.empty()));
            case CAS -> compareAndSet(before, operation);
        };
    }

    private static Optional<After> compareAndSet(Optional<String> before, Operation operation) {
        boolean matches = Objects.equals(operation.expected(), before);
        if (operation.isAnswered() && operation.applied() != matches) {
            return Optional.empty();
        }
        return Optional.of(new After(matches ? operation.value() : before));
    }
}
