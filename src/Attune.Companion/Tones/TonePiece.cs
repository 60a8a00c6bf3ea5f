namespace Attune.Companion.Tones;

/// <summary>A piece of an answer that is said in a tone; all pieces in order are the whole answer.</summary>
/// <param name="Text">The text, with the white space that parts it from the piece before.</param>
/// <param name="IsOfModel">False for what rules wrote or the draft said.</param>
internal readonly record struct TonePiece(string Text, bool IsOfModel);
