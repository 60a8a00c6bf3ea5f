namespace Attune.Language.Search.OnDisk;

/// <summary>The vectors of a document's passages, as a model of meaning made them.</summary>
/// <param name="Id">The document.</param>
/// <param name="TextHash">Hash of what they were made of; its owner chooses which.</param>
/// <param name="Dimensions">Numbers in each vector, from 1.</param>
/// <param name="Vectors">One vector for each passage, one behind the other.</param>
public sealed record VectorRecord(string Id, string TextHash, int Dimensions, float[] Vectors);
