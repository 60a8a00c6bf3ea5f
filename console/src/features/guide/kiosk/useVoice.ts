import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { finishedSentences } from '../../../shared/text/finishedSentences.ts';
import { languageOf } from '../../../shared/text/languageOf.ts';
import { isRunning, type Turn } from './sitting/turns.ts';
import { chooseVoice } from './voices.ts';

/** How fast each tone is read; 1 is the voice's own speed. */
const rates = { child_friendly: 0.95, elder_friendly: 0.85, professional_friendly: 1, casual_friendly: 1 } as const;

const none: readonly SpeechSynthesisVoice[] = [];
let known = none;

/** The browser lists its voices late, and again when they change. */
function watchVoices(changed: () => void): () => void {
  const onChange = () => {
    known = speechSynthesis.getVoices();
    changed();
  };
  onChange();
  speechSynthesis.addEventListener('voiceschanged', onChange);
  return () => speechSynthesis.removeEventListener('voiceschanged', onChange);
}

const watchNothing = () => () => undefined;

export interface Voice {
  /** False where the browser cannot speak at all. */
  isOffered: boolean;
  isOn: boolean;
  isSpeaking: boolean;
  /** The device has no voice for the language of this answer. */
  isMissing: boolean;
  switch(on: boolean): void;
  /** Ends the reading of this answer; the next one is read again. */
  hush(): void;
}

/** Reads the newest answer aloud, sentence by sentence as it is written. Off until somebody switches it on. */
export function useVoice(turn: Turn | undefined): Voice {
  const synthesis = 'speechSynthesis' in globalThis ? globalThis.speechSynthesis : null;
  const voices = useSyncExternalStore(synthesis ? watchVoices : watchNothing, () => known);
  const [isOn, setIsOn] = useState(false);
  const [isSpeaking, setIsSpeaking] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  /** Whose sentences were handed to the browser, and how many; a hushed turn gets no more. */
  const read = useRef<{ turn: number; count: number; isHushed: boolean }>({ turn: 0, count: 0, isHushed: false });
  const silence = useCallback(() => {
    synthesis?.cancel();
    setIsSpeaking(false);
  }, [synthesis]);
  const hush = useCallback(() => {
    read.current = { ...read.current, isHushed: true };
    silence();
  }, [silence]);

  useEffect(() => {
    if (!isOn || !synthesis) return;
    if (turn === undefined || turn.id !== read.current.turn || turn.state === 'asking') {
      silence();
      read.current = { turn: turn?.id ?? 0, count: 0, isHushed: false };
    }
    if (turn === undefined || turn.text === '' || read.current.isHushed) return;
    const language = languageOf(turn.text);
    const sentences = finishedSentences(turn.text, !isRunning(turn), language);
    const fresh = sentences.slice(read.current.count);
    if (fresh.length === 0) return;
    const voice = chooseVoice(voices, language);
    setIsMissing(voice === null);
    if (voice === null) return;
    read.current.count = sentences.length;
    setIsSpeaking(true);
    for (const sentence of fresh) {
      const spoken = new SpeechSynthesisUtterance(sentence);
      spoken.voice = voice;
      spoken.lang = voice.lang;
      spoken.rate = turn.tone ? rates[turn.tone.tone] : 1;
      spoken.onend = () => setIsSpeaking(synthesis.speaking || synthesis.pending);
      spoken.onerror = () => setIsSpeaking(false);
      synthesis.speak(spoken);
    }
  }, [isOn, synthesis, voices, turn, silence]);
  useEffect(() => silence, [silence]);

  const change = useCallback((on: boolean) => {
    setIsOn(on);
    setIsMissing(false);
    // Switched on beside an answer, it begins with that answer.
    read.current = { turn: 0, count: 0, isHushed: false };
    if (!on) silence();
  }, [silence]);
  return useMemo(
    () => ({ isOffered: synthesis !== null, isOn, isSpeaking, isMissing, switch: change, hush }),
    [synthesis, isOn, isSpeaking, isMissing, change, hush]);
}
