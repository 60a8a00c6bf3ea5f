namespace Attune.Companion.Retrieval.Imports.Pdf;

/// <summary>How a program ended.</summary>
internal enum ProcessEnding
{
    /// <summary>By itself, well or not; its exit code says which.</summary>
    Exited,

    /// <summary>It was killed because it took too long.</summary>
    TooLate,

    /// <summary>It was killed because it wrote too much.</summary>
    TooMuchOutput,
}

/// <summary>What a program did.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="ExitCode">0 for well; above 128 when a signal ended it.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Errors">The beginning of what it wrote about errors.</param>
internal sealed record ProcessResult(ProcessEnding Ending, int ExitCode, byte[] Output, byte[] Errors);

/// <summary>The bounds of a program.</summary>
/// <param name="Time">How long it may run.</param>
/// <param name="OutputBytes">How much it may write.</param>
internal sealed record ProcessLimits(TimeSpan Time, long OutputBytes);
