package io.quorate.model;

/**
 * Where a server stands, as patterns on its name or queries say. Texts are empty where not configured.
 *
 * @param dataCenter what failures have in common within one building
 * @param region what contains data centers
 * @param environment e.g. {@code prod}
 */
public record Place(String dataCenter, String region, String environment) {

    public static final Place UNKNOWN = new Place("", "", "");

    /** Same data center and same environment. */
    public boolean isSameAs(Place other) {
        return dataCenter.equals(other.dataCenter) && environment.equals(other.environment);
    }
}
