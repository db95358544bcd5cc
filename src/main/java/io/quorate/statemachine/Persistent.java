package io.quorate.statemachine;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.pcollections.PSequence;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;
import org.pcollections.TreePVector;

/**
 * Collections that share what two states have in common: a change costs a path of a tree, whatever the size. Whatever
 * comes in otherwise (from a decoder, from a test) is copied once.
 */
final class Persistent {

    private Persistent() {}

    static <K, V> TreePMap<K, V> map(SortedMap<K, V> any) {
        return any instanceof TreePMap<K, V> already ? already : TreePMap.fromSortedMap(any);
    }

    static <E> TreePSet<E> set(SortedSet<E> any) {
        return any instanceof TreePSet<E> already ? already : TreePSet.fromSortedSet(any);
    }

    static <E> PSequence<E> list(List<E> any) {
        return any instanceof TreePVector<E> already ? already : TreePVector.from(any);
    }
}
