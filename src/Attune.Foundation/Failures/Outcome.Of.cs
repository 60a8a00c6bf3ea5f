namespace Attune.Foundation.Failures;

/// <summary>Makes outcomes of values whose type is an interface, for which the language allows no implicit conversion.</summary>
public static class Outcome
{
    public static Outcome<T> Of<T>(T value) => Outcome<T>.From(value);
}
