package io.quorate.model.gtid;

/** A set of global transaction ids. */
public interface GtidSet {

    boolean isEmpty();
}
