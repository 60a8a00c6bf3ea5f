namespace Attune.Client;

/// <summary>How an AI stream ended.</summary>
/// <param name="State">Complete, cancelled or failed.</param>
/// <param name="Length">Bytes of each part.</param>
/// <param name="Redacted">True when its text was erased.</param>
public sealed record AiStreamOutcome(AiStreamState State, IReadOnlyDictionary<string, long> Length, bool Redacted = false);

/// <summary>A piece of an AI stream's part.</summary>
/// <param name="Part">Which part, for example <c>text</c>.</param>
/// <param name="At">Byte position of its beginning.</param>
/// <param name="End">Byte position behind it.</param>
/// <param name="Text">Whole characters.</param>
public sealed record AiStreamDelta(string Part, long At, long End, string Text);
