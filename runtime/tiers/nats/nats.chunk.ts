// The NATS client, loaded when the NATS tier is opened.
export {
  DeliverPolicy,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
export { connect, createInbox, headers } from '@nats-io/transport-node';
