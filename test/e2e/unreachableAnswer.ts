/** An SDP answer as a provider gives it, to an address that answers nothing: the discard port of this computer. */
export const unreachableAnswer = [
  "v=0",
  "o=- 1 1 IN IP4 127.0.0.1",
  "s=-",
  "t=0 0",
  "a=group:BUNDLE 0 1",
  ...["audio 9 UDP/TLS/RTP/SAVPF 111", "application 9 UDP/DTLS/SCTP webrtc-datachannel"].flatMap(
    (media, index) => [
      `m=${media}`,
      "c=IN IP4 127.0.0.1",
      `a=mid:${index}`,
      "a=ice-ufrag:nobody",
      "a=ice-pwd:nobodyisherenobodyishere",
      `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => "00").join(":")}`,
      "a=setup:passive",
      ...(index === 0
        ? ["a=sendrecv", "a=rtcp-mux", "a=rtpmap:111 opus/48000/2"]
        : ["a=sctp-port:5000", "a=max-message-size:65536"]),
      "a=candidate:1 1 udp 2130706431 127.0.0.1 9 typ host",
      "a=end-of-candidates",
    ],
  ),
  "",
].join("\r\n");
