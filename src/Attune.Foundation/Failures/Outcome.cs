namespace Attune.Foundation.Failures;

/// <summary>Either a value or the expected failure that stood in its way.</summary>
public readonly struct Outcome<T>
{
    private readonly T _value;

    private Outcome(T value, Failure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Why there is no value; null when there is one.</summary>
    public Failure? Failure { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: ask <see cref="Failure"/> first.</exception>
    public T Value => Failure is null ? _value : throw new InvalidOperationException($"No value: {Failure.Code}.");

    internal static Outcome<T> From(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Failure failure) => new(default!, failure);
}
