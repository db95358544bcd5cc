package io.quorate.hooks;

import io.quorate.model.InstanceKey;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What hooks are told after two servers swapped roles: both as {@code host:port}, as {@code $1} and {@code $2} and as
 * variables. No placeholder is replaced.
 *
 * @param promoted the server that is now above
 * @param demoted the server that is now below
 */
public record RoleSwap(InstanceKey promoted, InstanceKey demoted) implements HookValues {

    @Override
    public Optional<String> value(Placeholder placeholder) {
        return Optional.empty();
    }

    @Override
    public List<String> arguments() {
        return List.of(promoted.toString(), demoted.toString());
    }

    @Override
    public SortedMap<String, String> environment() {
        SortedMap<String, String> variables = new TreeMap<>();
        variables.put("ORC_SUCCESSOR_HOST", promoted.toString());
        variables.put("ORC_FAILED_HOST", demoted.toString());
        return variables;
    }
}
