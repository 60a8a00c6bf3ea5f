namespace Attune.Fuzz.Fuzzing;

/// <summary>The program under test did what it must not do.</summary>
internal sealed class PromiseBrokenException(string message) : Exception(message);
