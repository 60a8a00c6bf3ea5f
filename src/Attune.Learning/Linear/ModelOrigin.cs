namespace Attune.Learning.Linear;

/// <summary>What a model was made from.</summary>
/// <param name="DataName">The training file.</param>
/// <param name="DataSha256">SHA-256 of its bytes, lower-case hexadecimal.</param>
/// <param name="Examples">Examples learned from.</param>
/// <param name="Attribution">Authors and licence of the data, in words.</param>
public sealed record ModelOrigin(string DataName, string DataSha256, int Examples, string Attribution);
