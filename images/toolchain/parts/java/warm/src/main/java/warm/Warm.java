package warm;

/** Something to compile and package, so that Maven loads the classes it always loads. */
public final class Warm {
    private Warm() {}

    public static int twice(int number) {
        return 2 * number;
    }
}
