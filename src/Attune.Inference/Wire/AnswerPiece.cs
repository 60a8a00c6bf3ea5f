namespace Attune.Inference.Wire;

/// <summary>What an endpoint sends at a time.</summary>
/// <param name="Text">New text; empty for a mere sign of life, such as a role or a thought that is not shown.</param>
/// <param name="Finish">Why the answer ends, for example <c>stop</c> or <c>length</c>; null while it goes on.</param>
internal readonly record struct AnswerPiece(string Text, string? Finish);
