package io.quorate.hooks;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a list of hooks is told: values for placeholders, variables of the environment, arguments of the script. */
public sealed interface HookValues permits HookContext, RoleSwap {

    /** The text that takes a placeholder's place; empty when the placeholder is to stay as it is written. */
    Optional<String> value(Placeholder placeholder);

    /** {@code $1}, {@code $2} ... of the script. */
    default List<String> arguments() {
        return List.of();
    }

    /**
     * Variables of the hook's environment. An {@code ORC_} variable is left out where the value is absent; the
     * {@code QUORATE_} variables are always all there, empty if need be.
     */
    default SortedMap<String, String> environment() {
        SortedMap<String, String> variables = new TreeMap<>();
        for (Placeholder placeholder : Placeholder.values()) {
            Optional<String> value = value(placeholder);
            variables.put(placeholder.variable(), value.orElse(""));
            placeholder.legacyVariable().ifPresent(name -> value.ifPresent(text -> variables.put(name, text)));
        }
        return variables;
    }
}
