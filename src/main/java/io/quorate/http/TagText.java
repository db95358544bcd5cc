package io.quorate.http;

import java.util.Map;

/**
 * A tag as written: {@code name}, {@code name=value}, {@code ~name} (has it not), {@code ~name=value} (has it with
 * another value). An exclamation mark is read as a tilde.
 */
record TagText(String name, String value, boolean hasValue, boolean isNegated) {

    static TagText parse(String written) {
        String text = written.strip().replace('!', '~');
        boolean negated = text.startsWith("~");
        String plain = negated ? text.substring(1) : text;
        int equals = plain.indexOf('=');
        String name = (equals < 0 ? plain : plain.substring(0, equals)).strip();
        if (name.isEmpty()) {
            throw new BadRequest("No tag given: expected tag=name or tag=name=value");
        }
        return new TagText(name, equals < 0 ? "" : plain.substring(equals + 1).strip(), equals >= 0, negated);
    }

    /** Whether a server with these tags is meant. */
    boolean isOn(Map<String, String> tags) {
        String present = tags.get(name);
        if (!hasValue) {
            return (present != null) != isNegated;
        }
        return present != null && present.equals(value) != isNegated;
    }

    @Override
    public String toString() {
        return (isNegated ? "~" : "") + name + (hasValue ? "=" + value : "");
    }
}
