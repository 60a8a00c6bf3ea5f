namespace Attune.Realtime.AiStreams;

/// <summary>One append to an AI stream. The bytes are read completely before the call first awaits.</summary>
/// <param name="Stream">The stream's id.</param>
/// <param name="Part">The part's name, for example <c>text</c>; <c>[a-z][a-z0-9_.-]{0,63}</c>.</param>
/// <param name="At">Byte position in the part.</param>
/// <param name="Utf8">Whole characters in UTF-8. Nothing, at the end of the part, keeps the lease.</param>
/// <param name="Topic">On the first append: the topic that gets the finishing event; null for none.</param>
/// <param name="RollUp">
/// How long text gathers before it goes to the log and to viewers, milliseconds: 0, 20, 40 or 100. Null leaves it as it is.
/// </param>
internal readonly record struct AiStreamAppend(
    string Stream, string Part, long At, ReadOnlyMemory<byte> Utf8, string? Topic = null, long? RollUp = null);
