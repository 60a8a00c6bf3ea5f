namespace Attune.Realtime.AiStreams;

/// <summary>Names a stream.</summary>
/// <param name="Organisation">Whose stream.</param>
/// <param name="Id">Its id within the organisation: 1 to 128 characters of <c>A-Z a-z 0-9 : _ . / -</c>.</param>
public readonly record struct AiStreamName(string Organisation, string Id);
