package io.quorate.raft.core.log;

import java.util.Arrays;

/** Immutable bytes that compare by content. */
public final class Bytes {

    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /** A copy of the array. */
    public static Bytes copyOf(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /** The array itself: the caller must never change it again. For what was just decoded or encoded. */
    public static Bytes owning(byte[] content) {
        return content.length == 0 ? EMPTY : new Bytes(content);
    }

    public int size() {
        return content.length;
    }

    /** A copy. */
    public byte[] toArray() {
        return content.clone();
    }

    /** The array itself, to be read only: for encoders, which would otherwise copy each entry once more. */
    public byte[] unsafeArray() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
