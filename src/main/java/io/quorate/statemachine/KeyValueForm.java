package io.quorate.statemachine;

import io.quorate.statemachine.KeyValueChange.Condition;
import io.quorate.statemachine.KeyValueChange.PutKeyValues;
import io.quorate.statemachine.KeyValueChange.WriteKeyValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The wire form of changes of key-value pairs: a byte that no CBOR map begins with, which tells the kind, then counts
 * and lengths as variable-length numbers and texts in UTF-8. A 256-byte put takes a fraction of a microsecond either way;
 * as CBOR with names it takes several.
 *
 * <pre>
 * 1: count (key value)*
 * 2: count (key flags [version] [value])*   count (key value)*   count key*      flags: 1 version given, 2 value given
 * </pre>
 */
final class KeyValueForm {

    private static final byte PUT = 1;
    private static final byte WRITE = 2;
    private static final int HAS_VERSION = 1;
    private static final int HAS_VALUE = 2;

    private KeyValueForm() {}

    static boolean isForm(byte[] bytes) {
        return bytes.length > 0 && (bytes[0] == PUT || bytes[0] == WRITE);
    }

    static byte[] encode(KeyValueChange change) {
        if (change instanceof PutKeyValues put) {
            Out out = new Out(PUT, put.pairs());
            out.pairs(put.pairs());
            return out.bytes();
        }
        WriteKeyValues write = (WriteKeyValues) change;
        Out out = new Out(WRITE, write.puts());
        out.conditions(write.conditions());
        out.pairs(write.puts());
        out.texts(write.deletes());
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes end early or go on */
    static KeyValueChange decode(byte[] bytes) {
        In in = new In(bytes);
        try {
            KeyValueChange change = bytes[0] == PUT
                    ? new PutKeyValues(in.pairs())
                    : new WriteKeyValues(in.conditions(), in.pairs(), new TreeSet<>(in.texts()));
            if (in.at == bytes.length) {
                return change;
            }
        } catch (IndexOutOfBoundsException endsEarly) {
            throw new IllegalArgumentException(
                    "cannot decode " + bytes.length + " bytes as a change of key-value pairs: they end early",
                    endsEarly);
        }
        throw new IllegalArgumentException(
                "cannot decode " + bytes.length + " bytes as a change of key-value pairs: it ends after " + in.at);
    }

    private static final class Out {
        private byte[] buffer;
        private int at = 1;

        Out(byte kind, SortedMap<String, String> pairs) {
            int room = 64;
            for (Map.Entry<String, String> pair : pairs.entrySet()) {
                room += pair.getKey().length() + pair.getValue().length() + 8;
            }
            buffer = new byte[room];
            buffer[0] = kind;
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, at);
        }

        void pairs(SortedMap<String, String> pairs) {
            number(pairs.size());
            for (Map.Entry<String, String> pair : pairs.entrySet()) {
                text(pair.getKey());
                text(pair.getValue());
            }
        }

        void texts(Collection<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
        }

        void conditions(List<Condition> conditions) {
            number(conditions.size());
            for (Condition condition : conditions) {
                text(condition.key());
                number((condition.version().isPresent() ? HAS_VERSION : 0)
                        | (condition.value().isPresent() ? HAS_VALUE : 0));
                condition.version().ifPresent(this::number);
                condition.value().ifPresent(this::text);
            }
        }

        private void text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            ensure(encoded.length);
            System.arraycopy(encoded, 0, buffer, at, encoded.length);
            at += encoded.length;
        }

        private void number(long number) {
            ensure(10);
            long left = number;
            while ((left & ~0x7FL) != 0) {
                buffer[at++] = (byte) (left | 0x80);
                left >>>= 7;
            }
            buffer[at++] = (byte) left;
        }

        private void ensure(int more) {
            if (buffer.length - at < more) {
                buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, at + more));
            }
        }
    }

    private static final class In {
        private final byte[] bytes;
        private int at = 1;

        In(byte[] bytes) {
            this.bytes = bytes;
        }

        SortedMap<String, String> pairs() {
            TreeMap<String, String> pairs = new TreeMap<>();
            for (long left = number(); left > 0; left--) {
                String key = text();
                pairs.put(key, text());
            }
            return pairs;
        }

        List<String> texts() {
            List<String> texts = new ArrayList<>();
            for (long left = number(); left > 0; left--) {
                texts.add(text());
            }
            return texts;
        }

        List<Condition> conditions() {
            List<Condition> conditions = new ArrayList<>();
            for (long left = number(); left > 0; left--) {
                String key = text();
                long flags = number();
                Optional<Long> version = (flags & HAS_VERSION) == 0 ? Optional.empty() : Optional.of(number());
                Optional<String> value = (flags & HAS_VALUE) == 0 ? Optional.empty() : Optional.of(text());
                conditions.add(new Condition(key, version, value));
            }
            return conditions;
        }

        private String text() {
            long length = number();
            if (length < 0 || length > bytes.length - at) {
                throw new IndexOutOfBoundsException("a text of " + length + " bytes at " + at);
            }
            String text = new String(bytes, at, (int) length, StandardCharsets.UTF_8);
            at += (int) length;
            return text;
        }

        private long number() {
            long number = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                byte next = bytes[at++];
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    break;
                }
            }
            return number;
        }
    }
}
