namespace Attune.Realtime.Streams;

/// <summary>An event as its publisher gives it. Read completely before the publish call first awaits.</summary>
/// <param name="Topic">Where it goes.</param>
/// <param name="Type">What kind of event it is, 1 to 128 characters.</param>
/// <param name="Data">Its payload: one JSON value in UTF-8, kept byte for byte.</param>
/// <param name="Id">Chosen by the publisher, at most 128 characters: repeats within the window return the first result.
/// Null: made here.</param>
/// <param name="Key">What conflation compares, at most 256 bytes.</param>
/// <param name="Scope">What filters compare, at most 256 bytes.</param>
internal readonly record struct EventDraft(
    string Topic,
    string Type,
    ReadOnlyMemory<byte> Data,
    string? Id = null,
    string? Key = null,
    string? Scope = null);
