package io.quorate.raft.core.session;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map from texts: a tree that branches by five bits of the key's hash on each level and shares what did not
 * change with its older versions (Bagwell's hash trie). Beyond the hash's 32 bits keys that collide are listed.
 */
final class Trie<V> {

    private static final int BITS = 5;
    private static final int HASH_BITS = 32;

    /** A branch, a key with its value, or several keys of the same hash. */
    private sealed interface Node<V> {}

    /** {@code bitmap}: bit n is set when there is a child for the hash part n; children in that order. */
    private static final class Branch<V> implements Node<V> {

        private final int bitmap;
        private final Node<V>[] children;

        Branch(int bitmap, Node<V>[] children) {
            this.bitmap = bitmap;
            this.children = children;
        }
    }

    private record Leaf<V>(
            int hash, String key, V value, @Nullable Leaf<V> next) implements Node<V> {}

    private final @Nullable Node<V> root;

    private Trie(@Nullable Node<V> root) {
        this.root = root;
    }

    static <V> Trie<V> empty() {
        return new Trie<>(null);
    }

    Optional<V> get(String key) {
        int hash = spread(key);
        Node<V> node = root;
        int shift = 0;
        while (node instanceof Branch<V> branch) {
            int bit = 1 << part(hash, shift);
            if ((branch.bitmap & bit) == 0) {
                return Optional.empty();
            }
            node = branch.children[place(branch.bitmap, bit)];
            shift += BITS;
        }
        for (Leaf<V> leaf = (Leaf<V>) node; leaf != null; leaf = leaf.next()) {
            if (leaf.key().equals(key)) {
                return Optional.of(leaf.value());
            }
        }
        return Optional.empty();
    }

    /** With this key, which must not be in it. */
    Trie<V> with(String key, V value) {
        return new Trie<>(added(root, new Leaf<>(spread(key), key, value, null), 0));
    }

    private static <V> Node<V> added(@Nullable Node<V> node, Leaf<V> leaf, int shift) {
        if (node == null) {
            return leaf;
        }
        if (node instanceof Leaf<V> other) {
            if (other.hash() == leaf.hash() || shift >= HASH_BITS) {
                return new Leaf<>(leaf.hash(), leaf.key(), leaf.value(), other);
            }
            return added(branchOf(other, shift), leaf, shift);
        }
        Branch<V> branch = (Branch<V>) node;
        int bit = 1 << part(leaf.hash(), shift);
        int place = place(branch.bitmap, bit);
        if ((branch.bitmap & bit) == 0) {
            return new Branch<>(branch.bitmap | bit, inserted(branch.children, place, leaf));
        }
        return new Branch<>(
                branch.bitmap, replaced(branch.children, place, added(branch.children[place], leaf, shift + BITS)));
    }

    private static <V> Branch<V> branchOf(Leaf<V> only, int shift) {
        Node<V>[] children = array(1);
        children[0] = only;
        return new Branch<>(1 << part(only.hash(), shift), children);
    }

    /** Without this key, if it is there. */
    Trie<V> without(String key) {
        return root == null ? this : new Trie<>(removed(root, spread(key), key, 0));
    }

    private static <V> @Nullable Node<V> removed(Node<V> node, int hash, String key, int shift) {
        if (node instanceof Leaf<V> leaf) {
            return withoutKey(leaf, key);
        }
        Branch<V> branch = (Branch<V>) node;
        int bit = 1 << part(hash, shift);
        if ((branch.bitmap & bit) == 0) {
            return branch;
        }
        int place = place(branch.bitmap, bit);
        Node<V> child = removed(branch.children[place], hash, key, shift + BITS);
        if (child != null) {
            return new Branch<>(branch.bitmap, replaced(branch.children, place, child));
        }
        return branch.children.length == 1 ? null : new Branch<>(branch.bitmap & ~bit, taken(branch.children, place));
    }

    private static <V> @Nullable Leaf<V> withoutKey(Leaf<V> list, String key) {
        Leaf<V> kept = null;
        for (Leaf<V> leaf = list; leaf != null; leaf = leaf.next()) {
            if (!leaf.key().equals(key)) {
                kept = new Leaf<>(leaf.hash(), leaf.key(), leaf.value(), kept);
            }
        }
        return kept;
    }

    /** Java's hashes of short texts differ mostly in their low bits; mixed, all levels branch alike. */
    private static int spread(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    private static int part(int hash, int shift) {
        return (hash >>> shift) & ((1 << BITS) - 1);
    }

    private static int place(int bitmap, int bit) {
        return Integer.bitCount(bitmap & (bit - 1));
    }

    // An array of a generic type cannot be made otherwise; it never leaves this class.
    @SuppressWarnings("unchecked")
    private static <V> Node<V>[] array(int length) {
        return (Node<V>[]) new Node<?>[length];
    }

    private static <V> Node<V>[] replaced(Node<V>[] children, int place, Node<V> child) {
        Node<V>[] copy = Arrays.copyOf(children, children.length);
        copy[place] = child;
        return copy;
    }

    private static <V> Node<V>[] inserted(Node<V>[] children, int place, Node<V> child) {
        Node<V>[] copy = array(children.length + 1);
        System.arraycopy(children, 0, copy, 0, place);
        copy[place] = child;
        System.arraycopy(children, place, copy, place + 1, children.length - place);
        return copy;
    }

    private static <V> Node<V>[] taken(Node<V>[] children, int place) {
        Node<V>[] copy = array(children.length - 1);
        System.arraycopy(children, 0, copy, 0, place);
        System.arraycopy(children, place + 1, copy, place, copy.length - place);
        return copy;
    }
}
