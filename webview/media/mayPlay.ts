/** Whether the browser lets this page sound now, or waits for the user to click or type in it. */

export async function mayPlay(): Promise<boolean> {
  const connection = new RTCPeerConnection();
  // The like of what is to be heard, and silent.
  const { track } = connection.addTransceiver("audio", { direction: "recvonly" }).receiver;
  const audio = document.createElement("audio");
  audio.srcObject = new MediaStream([track]);
  try {
    await audio.play();
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotAllowedError") return false;
    throw error;
  } finally {
    audio.srcObject = null;
    connection.close();
  }
}
